"""公示: notices, their outlets, objections and inquiries (沪工总经〔2015〕260号 三(四))."""
