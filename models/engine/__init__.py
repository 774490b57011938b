"""Running the encoders: tokenise, bucket, batch, choose the device."""
