# What we use of fontTools.pens, which comes without types.
