"""The Web API: one function per method, by family; `endpoint` reads the call, checks it and answers."""
