"""Before and after orthophotos with known truth, drawn, for the change measures.

What they can show: that the measures do what they are meant to do on roofs, fields, trees, shadows, light and lenses whose truth
is known to the pixel. What they cannot: how real sensors, hazes, slabs, nets and demolition rubble look. The thresholds of
``resources/rules/change.json`` come from real image pairs (imagery.md) and were not tuned on these.
"""
