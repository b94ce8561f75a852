namespace DeepLearning.Training;

/// <summary>Something that a <see cref="Learner"/> tells how training goes, and that may step in: a schedule, a recorder,
/// statistics.</summary>
/// <remarks>
/// Override what you need. In the order in which it happens: <c>TrainingBegins</c>; in each epoch <c>EpochBegins</c>, for each batch
/// <c>BatchBegins</c>,
/// <c>AfterForward</c>, <c>AfterBackward</c>, <c>AfterStep</c>, then, after validation, <c>EpochEnds</c>; at last <c>TrainingEnds</c>,
/// which comes also when
/// training was interrupted or failed. Several callbacks are told in the order in which they were given, and the end in the reverse order.
/// </remarks>
public abstract class Callback
{
    /// <summary>Before the first epoch.</summary>
    public virtual void TrainingBegins(Learner learner)
    {
    }

    /// <summary>Before the first batch of an epoch.</summary>
    public virtual void EpochBegins(Learner learner)
    {
    }

    /// <summary>Before a batch goes through the model: the moment to set rates.</summary>
    public virtual void BatchBegins(Learner learner)
    {
    }

    /// <summary>The loss of the batch is known.</summary>
    public virtual void AfterForward(Learner learner)
    {
    }

    /// <summary>Every parameter has its gradient.</summary>
    public virtual void AfterBackward(Learner learner)
    {
    }

    /// <summary>The optimizer has moved the parameters; the gradients are still there.</summary>
    public virtual void AfterStep(Learner learner)
    {
    }

    /// <summary>After the last batch of an epoch and after validation.</summary>
    public virtual void EpochEnds(Learner learner)
    {
    }

    /// <summary>After the last epoch, and whenever training ends before: bring back what was changed.</summary>
    public virtual void TrainingEnds(Learner learner)
    {
    }
}
