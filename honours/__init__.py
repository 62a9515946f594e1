"""命名: the honour, its certificate, award items and award money, and their taking back (沪工总经〔2015〕260号 三(五)、五(三))."""
