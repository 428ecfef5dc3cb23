"""The overseas portal: officials, look-ups, what they may see."""
