"""Photos for tests: pictures drawn by chance, JPEG files with EXIF written by hand."""
