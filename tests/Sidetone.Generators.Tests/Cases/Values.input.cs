using System;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Sidetone;

public enum Grade { Good = 1, Bad }

public class Mark
{
    public Grade Grade { get; set; }

    public double Points { get; set; } = double.NaN;

    [Obsolete("Gone.", true)]
    public int Gone { get; set; }
}

[JsonDerivedType(typeof(Quote), "a\"b\\c")]
public abstract class Word;

public class Quote : Word;

public static partial class Values
{
    /// <summary>Defaults that have no JSON.</summary>
    [Tool(Effect = Effect.ReadOnly)]
    public static Mark Defaults(Mark mark, Grade grade = (Grade)7, double points = double.NaN, float more = float.PositiveInfinity) => mark;

    /// <summary>Limits that the type cannot reach.</summary>
    [Tool(Effect = Effect.ReadOnly)]
    public static void Limits(
        [Range(1e30, 1e35)] decimal a, [AllowedValues(300)] byte b, [DeniedValues(-1)] uint c, [AllowedValues(1.5)] int d, [AllowedValues(1, 2.0)] int e,
        [Range(0.1, 1e40)] float f) { }

    /// <summary>A discriminator with quotes.</summary>
    [Tool(Effect = Effect.ReadOnly)]
    public static void Words(Word a) { }
}
