using DeepLearning.Analysis;
using DeepLearning.Random;
using DeepLearning.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Tests.Analysis;

public class PrincipalComponentsTests
{
    // 1,500 rows: more than one block. The spread is widest along the sum of the columns, away from the origin.
    private static readonly Tensor X = Cloud(1500);

    [Fact]
    public void Variances_and_directions_are_those_of_a_singular_value_decomposition_of_the_centred_data()
    {
        var pca = PrincipalComponents.Fit(X, 4);
        var data = Matrix<double>.Build.Dense(1500, 4, (i, j) => X[i, j]);
        var centred = data - Matrix<double>.Build.Dense(1500, 4, (_, j) => data.Column(j).Average());
        var svd = centred.QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin).R.Svd();
        for (var k = 0; k < 4; k++)
        {
            Assert.Equal(svd.S[k] * svd.S[k] / 1499, pca.ExplainedVariance[k], 1e-4 * pca.ExplainedVariance[0]);
            var cosine = Enumerable.Range(0, 4).Sum(j => svd.VT[k, j] * pca.Components[k, j]);
            Assert.Equal(1, Math.Abs(cosine), 1e-4);
        }
        Assert.Equal(1, pca.ExplainedVarianceRatio.Sum(), 1e-9);
    }

    [Fact]
    public void The_first_direction_is_the_one_along_which_the_data_were_spread()
    {
        var pca = PrincipalComponents.Fit(X, 1);
        for (var j = 0; j < 4; j++) Assert.Equal(0.5, pca.Components[0, j], 0.02);
        Assert.InRange(pca.ExplainedVarianceRatio[0], 0.8, 1);
    }

    [Fact]
    public void The_first_of_many_directions_are_those_of_a_search_for_few()
    {
        var (few, taken) = (PrincipalComponents.Fit(X, 2), PrincipalComponents.Fit(X, 4).Take(2));
        Assert.Equal(few.Components.ToArray(), taken.Components.ToArray());
        Assert.Equal(few.ExplainedVariance, taken.ExplainedVariance);
        Assert.Equal(few.ExplainedVarianceRatio, taken.ExplainedVarianceRatio);
        Assert.Equal(few.Inverse(few.Transform(X)).ToArray(), taken.Inverse(taken.Transform(X)).ToArray());
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => few.Take(3));
        Assert.StartsWith("PrincipalComponents.Take: 3 of 2 components; expected 1 to 2.", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => few.Take(0));
    }

    [Fact]
    public void Directions_are_orthonormal_and_their_largest_entry_is_positive()
    {
        var components = PrincipalComponents.Fit(X, 4).Components;
        var products = components.MatMul(components, transposeOther: true);
        for (var i = 0; i < 4; i++)
        {
            for (var j = 0; j < 4; j++) Assert.Equal(i == j ? 1 : 0, products[i, j], 1e-5);
            Assert.True(Enumerable.Range(0, 4).Select(j => components[i, j]).MaxBy(Math.Abs) > 0);
        }
    }

    [Fact]
    public void What_is_seen_along_the_directions_has_their_variances_and_does_not_vary_together()
    {
        var pca = PrincipalComponents.Fit(X, 3);
        var z = pca.Transform(X);
        var products = z.MatMul(z, transposeThis: true) / 1499f;
        for (var i = 0; i < 3; i++)
            for (var j = 0; j < 3; j++)
                Assert.Equal(i == j ? pca.ExplainedVariance[i] : 0, products[i, j], 1e-3 * pca.ExplainedVariance[0]);
    }

    [Fact]
    public void All_directions_bring_the_data_back_and_fewer_leave_just_the_variance_that_they_lack()
    {
        var all = PrincipalComponents.Fit(X, 4);
        var back = all.Inverse(all.Transform(X));
        Assert.True((back - X).ToArray().Max(Math.Abs) < 1e-3);
        var two = PrincipalComponents.Fit(X, 2);
        var lost = (two.Inverse(two.Transform(X)) - X).Square().Sum().Item() / 1499;
        Assert.Equal(all.ExplainedVariance[2] + all.ExplainedVariance[3], lost, 1e-3 * all.ExplainedVariance[0]);
    }

    [Fact]
    public void Data_that_do_not_vary_have_no_variance_to_explain()
    {
        var pca = PrincipalComponents.Fit(Tensor.Full([5, 3], 2), 2);
        Assert.All(pca.ExplainedVarianceRatio, ratio => Assert.Equal(0, ratio));
        Assert.Equal(2, pca.Mean[0, 1]);
    }

    [Fact]
    public void Mistakes_are_named()
    {
        void Says(string part, Action act) => Assert.Contains(part, Assert.ThrowsAny<ArgumentException>(act).Message,
            StringComparison.Ordinal);
        Says("PrincipalComponents.Fit: 'x' has shape [4]", () => PrincipalComponents.Fit(Tensor.Zeros([4]), 1));
        Says("PrincipalComponents.Fit: 5 components of data of shape [1500, 4]; expected 1 to 4", () => PrincipalComponents.Fit(X, 5));
        Says("expected 1 to 2 (no more than columns, and fewer than rows)", () => PrincipalComponents.Fit(X.Rows(0, 3), 3));
        Says("0 components", () => PrincipalComponents.Fit(X, 0));
        var broken = X.Clone();
        broken[7, 2] = float.NaN;
        Says("'x' holds NaN in row 7, column 2", () => PrincipalComponents.Fit(broken, 2));
        var pca = PrincipalComponents.Fit(X, 2);
        Says("PrincipalComponents.Transform: 'x' has shape [2, 3]; expected [*, 4]", () => pca.Transform(Tensor.Zeros([2, 3])));
        Says("PrincipalComponents.Inverse: 'z' has shape [2, 3]; expected [*, 2]", () => pca.Inverse(Tensor.Zeros([2, 3])));
    }

    private static Tensor Cloud(int rows)
    {
        var random = new RandomState(5);
        var (along, around) = (random.Randn(rows, 1), random.Randn(rows, 4));
        var x = new double[rows, 4];
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < 4; j++) x[i, j] = 10 * j + 3 * along[i, 0] + (j + 1) * 0.4 * around[i, j];
        return Tensor.FromArray(x);
    }
}
