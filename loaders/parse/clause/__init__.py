"""The words around one number, walked from the left: which cue stands where, and what the text between two cues is."""
