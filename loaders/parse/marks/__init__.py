"""The words of a sentence that tell the reader something: cues, times and places, from the seeds."""
