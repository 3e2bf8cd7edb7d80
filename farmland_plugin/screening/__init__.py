"""Parcels x red lines -> overlap facts (套合审查): the fast engine in a worker process and its QgsGeometry
fallback.
"""
