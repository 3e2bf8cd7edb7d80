"""Reading QR codes (ISO/IEC 18004) out of scans and photos with numpy alone: QGIS ships no reader, and there is no
maintained one in plain Python.

Versions 1 to 40, all error correction levels, any angle, several codes in a picture, uneven light, noise, JPEG, blur and
the perspective of a photo. Mirrored and inverted codes, Micro QR and curled paper are not read.
"""

from .reader import Code, read_codes

__all__ = ["Code", "read_codes"]
