# What we use of apscheduler, which comes without types.
