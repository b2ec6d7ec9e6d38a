using System;
using System.Collections.Generic;
using Sidetone;

/// <summary>What comments say, in the words a model reads.</summary>
public partial class Comments : Told
{
    /// <summary>Cancels <paramref name="orderId"/> for <paramref name="why"/>.</summary>
    /// <param name="orderId">As printed on the receipt.</param>
    /// <param name="why">A word about <paramref name="orderId"/>, or <see langword="null"/>.</param>
    [Tool] public void References(string orderId, string? why) { }

    /// <summary><![CDATA[Finds what is < 3 or > 5, say <b>.]]></summary>
    /// <param name="query"><![CDATA[x < 3]]> or less.</param>
    [Tool] public void Literal(string query) { }

    /// <summary>Costs 5 &#8364; &#x2013; or &quot;nothing&quot; &amp;lt; all.</summary>
    [Tool] public void Entities() { }

    /**
     * <summary>
     * Adds up.
     *
     * Then 2 * 3.
     * </summary>
     * <param name="sum">
     *   Of all.
     * </param>
     */
    [Tool] public void Starred(int sum) { }

    /// <summary>
    /// One of:
    /// <list type="table"><item><term>a</term><description>first</description></item><item><term>b</term><description>second</description></item></list>
    /// <para>Or <c>c</c>.</para><para>Or <b>not</b>.</para>
    /// </summary>
    [Tool] public void Listed() { }

    /// <summary>Takes <!-- no, gives --> a 1 < 2 <see cref="List{T}"/> or <see cref="Told.Base(int)">another</see>.</summary>
    [Tool] public void Loose() { }

    /// <summary/>
    /// <param name="from"/>
    /// <param name = 'to'>Until   when.</param>
    [Tool] public void Empty(string from, string to) { }

    /// <inheritdoc/>
    [Tool] public override void Base(int of) { }
}

/// <summary>Told elsewhere.</summary>
public class Told
{
    /// <summary>Told of the base.</summary>
    /// <param name="of">Told of what.</param>
    public virtual void Base(int of) { }
}
