"""What a language model says beside an answer, checked sentence by sentence before it is shown."""
