# What we use of fontTools, which comes without types.
