// The models are made on the default device, which is one for the whole program.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
