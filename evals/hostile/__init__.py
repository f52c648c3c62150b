"""What a model, its server, or a document may do to a reader: one file a way."""
