# What we use of stdnum, which comes without types.
