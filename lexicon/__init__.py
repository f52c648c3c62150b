"""What bulletins mean: text forms, periods, comparison bases, indicators, places. Imports no other room."""
