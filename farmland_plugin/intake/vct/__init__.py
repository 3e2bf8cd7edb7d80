"""VCT 2.0 and 3.0 (GB/T 17798): a streaming parser that keeps lines and polygons on disk."""
