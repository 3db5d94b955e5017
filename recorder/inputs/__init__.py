"""Line and radio inputs: what is heard beside the exchange becomes recordings like its own."""
