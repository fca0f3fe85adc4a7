"""What an editor and the mechanism's secretariat would say: pure functions over the model."""
