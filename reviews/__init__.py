"""评审: committee, assignment, recusal, score sheets and the ranking (沪工总经〔2015〕260号 三(四))."""
