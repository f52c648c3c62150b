"""What is kept: the archive (SQLite, the truth) and the indexes derived from it."""
