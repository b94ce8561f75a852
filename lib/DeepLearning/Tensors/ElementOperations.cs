namespace DeepLearning.Tensors;

/// <summary>Functions of one number, applied to every element.</summary>
public enum UnaryOperation
{
    /// <summary>x²</summary>
    Square,
    /// <summary>√x</summary>
    Sqrt,
    /// <summary>eˣ</summary>
    Exp,
    /// <summary>ln x</summary>
    Log,
    /// <summary>|x|</summary>
    Abs,
    /// <summary>1 / (1 + e⁻ˣ)</summary>
    Sigmoid,
    /// <summary>tanh x</summary>
    Tanh,
    /// <summary>max(x, 0)</summary>
    Relu,
    /// <summary>x where x &gt; 0, else slope · x; the slope is the parameter</summary>
    LeakyRelu,
    /// <summary>½ x (1 + tanh(√(2/π) (x + 0.044715 x³))): x, weighted by how much of a normal distribution lies below it, in the form with
    /// tanh</summary>
    Gelu,
}

/// <summary>Functions of two numbers, applied to every pair of elements.</summary>
public enum BinaryOperation
{
    /// <summary>a + b</summary>
    Add,
    /// <summary>a − b</summary>
    Subtract,
    /// <summary>a · b</summary>
    Multiply,
    /// <summary>a / b</summary>
    Divide,
    /// <summary>max(a, b)</summary>
    Maximum,
}

/// <summary>Ways to make one number of many along an axis.</summary>
public enum Reduction
{
    /// <summary>The sum.</summary>
    Sum,
    /// <summary>The largest.</summary>
    Max,
}
