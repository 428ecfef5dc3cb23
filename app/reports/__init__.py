"""What is made out of data and only reads: a certificate's printed sheets, exports, statistics."""
