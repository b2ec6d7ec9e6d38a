namespace Sidetone.Trimmed;

public enum Speed
{
    Normal,
    Express,
}
