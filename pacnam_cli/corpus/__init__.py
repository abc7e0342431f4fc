"""Many documents: an archive's documents in, a pool of processes or a cluster, one data set out, to be resumed."""
