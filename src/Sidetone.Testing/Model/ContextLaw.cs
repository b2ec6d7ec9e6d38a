using Microsoft.Extensions.AI;

namespace Sidetone.Testing;

/// <summary>What every provider demands of a context, and the law promises: each call is answered, once, right after it.</summary>
internal static class ContextLaw
{
    /// <summary>What is wrong with a context; null when nothing is.</summary>
    public static string? FindBreach(IReadOnlyList<ChatMessage> messages)
    {
        var seen = new HashSet<string>();
        var unanswered = new List<string>();
        foreach (var message in messages)
        {
            if (unanswered.Count > 0 && !message.Contents.OfType<FunctionResultContent>().Any())
                return $"call {unanswered[0]} has no output right after it";
            foreach (var content in message.Contents)
            {
                switch (content)
                {
                    case FunctionCallContent call when !seen.Add(call.CallId):
                        return $"the id {call.CallId} is used by two calls";
                    case FunctionCallContent call:
                        unanswered.Add(call.CallId);
                        break;
                    case FunctionResultContent result when !seen.Contains(result.CallId):
                        return $"the output {result.CallId} answers no call";
                    case FunctionResultContent result when !unanswered.Remove(result.CallId):
                        return $"call {result.CallId} is answered twice, or too late";
                    default:
                        break;
                }
            }
        }
        return unanswered.Count > 0 ? $"call {unanswered[0]} has no output" : null;
    }
}
