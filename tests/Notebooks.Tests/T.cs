namespace Notebooks.Tests;

public class T { [Fact] public void One_is_one() => Assert.Equal(1, 1); }
