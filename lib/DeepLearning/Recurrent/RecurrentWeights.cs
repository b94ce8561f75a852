using DeepLearning.Tensors;

namespace DeepLearning.Recurrent;

/// <summary>The weights of one recurrent layer, in PyTorch's layout: G gates under one another.</summary>
/// <param name="Input">W_ih [G·H, In].</param>
/// <param name="Hidden">W_hh [G·H, H].</param>
/// <param name="InputBias">b_ih [G·H].</param>
/// <param name="HiddenBias">b_hh [G·H].</param>
internal readonly record struct RecurrentWeights(Tensor Input, Tensor Hidden, Tensor InputBias, Tensor HiddenBias);

/// <summary>Their gradients, and those of the input (if asked for) and of the first hidden (and cell) state.</summary>
internal readonly record struct RecurrentGrads(RecurrentWeights Weights, Tensor? Input, Tensor FirstHidden, Tensor? FirstCell);
