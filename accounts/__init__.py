"""人员与角色: who may sign in, and for which organisation, in which role, from when until when."""
