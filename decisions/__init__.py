"""审定: sittings of the chair office (主席办公会), votes and resolutions (沪工总经〔2015〕260号 三(四))."""
