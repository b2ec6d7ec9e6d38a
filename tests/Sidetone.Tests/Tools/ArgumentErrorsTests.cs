using Sidetone.Tools;

namespace Sidetone.Tests.Tools;

public sealed class ArgumentErrorsTests
{
    [Fact]
    public void Of_a_sensitive_argument_only_that_it_is_missing_or_wrong_is_told()
    {
        var errors = new ArgumentErrors();
        errors.Add("pin", "is required");
        errors.Add("card.number", "must have 16 digits, not 4111");
        errors.Add("amount", "must be at most 9, not 12");
        Assert.Equal(
            "The arguments of pay are not valid, so it was not run. pin is required; card.number is not valid; amount must be at most 9, not 12. Correct this and call it again.",
            errors.ToMessage("pay", ["pin", "card"]));
    }
}
