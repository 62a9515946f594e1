"""禁报: bans on a person or a unit after a finding of fraud (沪工总经〔2015〕260号 五(三))."""
