"""From a digest to what people see: pure functions, no reading and no models."""
