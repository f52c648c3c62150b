"""What bulletins mean: text forms, periods, bases, indicators, places; imports no other room."""
