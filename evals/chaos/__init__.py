"""What must survive, shown by doing it: kills, damage, full disks, many writers and readers."""
