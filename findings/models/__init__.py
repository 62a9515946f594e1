"""查实与撤销: what takes an honour back (沪工总经〔2015〕260号 五(三))."""

from findings.models.findings import Finding

__all__ = ["Finding"]
