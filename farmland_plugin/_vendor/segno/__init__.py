"""Segno's encoder of QR codes; its writers of files and its command line are not shipped."""
