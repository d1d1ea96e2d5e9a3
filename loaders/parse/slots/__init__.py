"""What a number is said of: one file for each thing to be found, its noun, time, place, reference or whole."""
