"""Files in: read -> clean -> split -> read statements -> store."""
