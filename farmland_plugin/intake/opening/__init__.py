"""What an INPUT is: opened safely, refused with a sentence, looked at before it is read."""
