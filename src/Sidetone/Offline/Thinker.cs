using Microsoft.Extensions.AI;

namespace Sidetone.Offline;

/// <summary>Decides on the next reply, from a request alone.</summary>
internal sealed class Thinker(Offer offer, Dialogue dialogue, ChatToolMode? mode, DateTimeOffset now)
{
    private const int MaxQuestions = 8;

    public Reply Think()
    {
        if (dialogue.Spoken == 0)
            return Reply.Say(dialogue.News.Count > 0 ? Tell() : SmallTalk.Greet(offer));
        if (dialogue.Waiting == 0)
            return Reply.Say(Join(Tell(), Ask(Plan(0))));
        if (mode is RequiredChatToolMode required && Required(required) is { } forced)
            return Reply.Call(forced);

        var sentence = Read(0);
        var plan = Plan();
        if (plan.Count == 0)
            return Reply.Say(Join(Tell(), IsAnswer(0) ? "All right, I leave that." : SmallTalk.Answer(sentence, offer)));
        if (mode is NoneChatToolMode)
            return Reply.Say(Join(Tell(), $"I may not use tools for this reply; otherwise I would {plan[0].Tool.Label}."));
        var complete = plan.Where(c => c.IsComplete).ToList();
        return complete.Count > 0 ? new(Tell(), complete) : Reply.Say(Join(Tell(), Ask(plan)));
    }

    private Choice? Required(RequiredChatToolMode required)
    {
        var chooser = new ToolChooser(offer, Read(0));
        if (required.RequiredFunctionName is { } name)
            return offer.Find(name) is { } tool ? chooser.Choose(tool) : null;
        return Plan(0) is [var planned, ..] ? planned : chooser.ChooseAny();
    }

    // What the caller asks for now, and before that without being heard; unless it is taken back.
    private List<Choice> Plan()
    {
        var plan = new List<Choice>(Plan(0));
        for (var back = 1; back < dialogue.Waiting && back < MaxQuestions && !Corrects(Read(back - 1)); back++)
            plan.InsertRange(0, Plan(back).Where(c => c.IsComplete && !plan.Any(c.IsSameCallAs)));
        return plan;
    }

    private static bool Corrects(Sentence sentence) =>
        sentence.Words is [{ Lower: "no" or "not" or "wait" or "stop" or "sorry" or "actually" or "instead" or "cancel" or "forget" or "never" or "rather" }, ..];

    // What the caller asked for with certain words: a request, or an answer to a question about an earlier one.
    private IReadOnlyList<Choice> Plan(int back)
    {
        var sentence = Read(back);
        var own = new ToolChooser(offer, sentence).Choose();
        if (Open(back) is not { } open)
            return own;
        if (Questions.IsWithdrawal(sentence))
            return [];
        var answered = Complete(open, sentence);
        // Another request, and no answer, was heard instead.
        return answered is null || (own is [{ IsComplete: true, Lexical: > 1.5 } other, ..] && other.Tool != open.Tool && answered.Filling.Evidence < 0.5) ? own : [answered];
    }

    private bool IsAnswer(int back) => Open(back) is not null;

    // The call that a question before certain words was about. The question is known again by its own words.
    private Choice? Open(int back)
    {
        if (back + 1 >= dialogue.Spoken || back >= MaxQuestions || !dialogue.SaidBefore(back).EndsWith('?'))
            return null;
        return Plan(back + 1).FirstOrDefault(c => !c.IsComplete && dialogue.SaidBefore(back).EndsWith(Questions.Ask(c), StringComparison.Ordinal));
    }

    private static Choice? Complete(Choice open, Sentence answer)
    {
        var filler = new ArgumentFiller(answer, 0, answer.Words.Count, open.Tool.Stems, isAnswer: true);
        var more = filler.Fill(open.Filling.Missing);
        if (more.Arguments.Count == 0)
            return null;
        var filling = new Filling { Evidence = more.Evidence };
        foreach (var (name, json) in open.Filling.Arguments.Concat(more.Arguments))
            filling.Arguments[name] = json;
        filling.Missing.AddRange(more.Missing);
        return open with { Filling = filling };
    }

    private string Tell()
    {
        var results = new Results(DateOnly.FromDateTime(now.DateTime));
        var news = dialogue.News.Select(n => results.Say(n.Tool, n.Text)).Distinct(StringComparer.Ordinal).ToList();
        // A repeat that joined an earlier call has the same to say, and a little more.
        news.RemoveAll(one => news.Exists(other => other.Length > one.Length && other.StartsWith(one, StringComparison.Ordinal)));
        return string.Join(' ', news);
    }

    private static string Ask(IReadOnlyList<Choice> plan) => plan.FirstOrDefault(c => !c.IsComplete) is { } open ? Questions.Ask(open) : "";

    private static string Join(string first, string second) => first.Length == 0 ? second : second.Length == 0 ? first : $"{first} {second}";

    private Sentence Read(int back) => Sentence.Read(dialogue.Said(back), now);
}
