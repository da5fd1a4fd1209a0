"""Files in: uploads kept, runs claimed and worked on chunk by chunk, and taken back as a whole."""
