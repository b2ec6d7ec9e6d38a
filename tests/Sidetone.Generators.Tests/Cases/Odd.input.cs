using Sidetone;

namespace Acme.System.Sidetone2.@event
{
    public static class String;

    public static partial class Outer
    {
        private partial record Inner
        {
            /// <summary>Private, nested, in a namespace that hides others.</summary>
            [Tool(Effect = Effect.ReadOnly)]
            private @class Do(@class value, int @new, params int[] rest) => value;

            /// <summary>Overload.</summary>
            [Tool(Name = "do_more", Effect = Effect.ReadOnly)]
            private double Do(double value) => value;
        }
    }

    public readonly record struct @class(int @int, @class[]? Others);
}
