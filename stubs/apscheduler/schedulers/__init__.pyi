# What we use of apscheduler.schedulers, which comes without types.
