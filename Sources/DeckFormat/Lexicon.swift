// Words and phrases that cards do without, and why.
//
// Rules: each group is one rule with one reason. A phrase is written as Phrases.swift says. The lists are kept short:
// a word belongs here only when it has hurt, shut out or confused someone, and a group that cries wolf teaches writers
// to ignore it. Where a word has a harmless use, the phrase that does the harm stands here instead of the word.

/// One rule about words.
struct WordGroup {
  /// The rule's short name.
  let rule: String
  /// What is wrong with a word of the group, after the word itself: `"tonight" …`.
  let what: String
  /// What to write in its place.
  let hint: String
  /// The phrases.
  let phrases: [String]
}

enum Lexicon {
  /// All groups of English; a group's number is its place here.
  static let english: [WordGroup] = [
    gendered, distant, blame, leading, absolute, rating, praise, presumedJoy, presumedBond, presumedTime, sameWish, jargon,
    anatomy, explicit,
    idiom, phrasal,
  ]

  /// Looks for all groups at once.
  static let finder = PhraseFinder(english.map(\.phrases))

  /// Two people of any gender read every card.
  static let gendered = WordGroup(
    rule: "gender", what: "says what gender someone has",
    hint: "write you, each other, they, or the person next to you",
    phrases: [
      "he", "she", "him", "her", "his", "hers", "himself", "herself", "husband|husbands", "wife|wives",
      "boyfriend|boyfriends", "girlfriend|girlfriends", "man|men", "woman|women", "male|female", "ladies", "gentlemen",
      "guys",
    ])

  /// No friend says "the other" of someone who lies beside you.
  static let distant = WordGroup(
    rule: "the-other", what: "is not what a friend says of someone near",
    hint: "write you, each other, or the person next to you; with turns = true, me",
    phrases: ["the other|other's", "the other person|one"])

  /// A question for reasons sounds like an accusation to someone who is raw.
  static let blame = WordGroup(
    rule: "blame", what: "can sound like blame",
    hint: "ask how it was, or what would help, instead of why",
    phrases: [
      "why did|didn't|do|don't|would|wouldn't|were|weren't|are|aren't|was|wasn't you|it|the|they", "your fault",
      "what is|was wrong with you", "what's wrong with you", "you made me", "did you wrong",
    ])

  /// "Didn't you like it?" leaves one kind answer, which may be a lie.
  static let leading = WordGroup(
    rule: "leading", what: "expects one answer",
    hint: "ask openly: did you, is it, or how was it",
    phrases: [
      "didn't|don't|wouldn't|weren't|aren't|couldn't|can't you", "wasn't|isn't it|that|this", "right or wrong",
      "do you agree", "be honest",
    ])

  /// Orders and absolutes leave no room for a different truth. "You don't have to" is welcome, so it is not here.
  static let absolute = WordGroup(
    rule: "absolute", what: "leaves no room for another truth",
    hint: "write often, not yet, could or may, or leave it out",
    phrases: ["always", "never", "should", "must", "ought", "supposed to"])

  /// Nobody is graded here.
  static let rating = WordGroup(
    rule: "rating", what: "asks one person to rate the other",
    hint: "ask how something was for the one who answers",
    phrases: [
      "rate", "rating|ratings", "out of five|ten|5|10|100", "scale of|from", "scores|scored", "score|grade",
      "how good was|were",
      "was i good|ok|okay", "did i do well", "were you good", "best you|you've ever|had", "better than|lover",
      "compared to|with your|other|others|someone|anyone|past",
      "good|bad in bed", "performance|performed|perform", "skilled|skills|technique",
    ])

  /// Someone who is hurt is not asked for praise; thanks may be offered, and only near the end.
  static let praise = WordGroup(
    rule: "praise", what: "asks for praise",
    hint: "ask how it was; thanks belong to the section appreciation, and are offered, not asked for",
    phrases: [
      "compliment*", "praise", "did|do so|very well|right|best", "did|does well", "admire about",
      "like|liked|love|loved most about",
    ])

  /// Someone may have felt nothing, or pain. "What felt good?" may follow "How was that for you?".
  static let presumedJoy = WordGroup(
    rule: "presumes-enjoyment", what: "presumes that it was good",
    hint: "leave room: did anything, if there was, how was it for you",
    phrases: [
      "enjoyed", "did you enjoy", "you|both|most enjoy", "best|favourite|favorite part|moment|thing|memory",
      "felt best",
      "how much you liked", "orgasm|orgasms|orgasmed", "climax*", "afterglow", "satisfied|satisfying",
      "pleasure you felt",
      "amazing", "wonderful time",
    ])

  /// Two people may have met today, have other partners, live apart, or not love each other.
  static let presumedBond = WordGroup(
    rule: "presumes-bond", what: "presumes what two people are to each other",
    hint: "speak of these two people, here and now",
    phrases: [
      "you|we love each", "your|our love", "in love", "loved one|ones", "lover|lovers", "lovemaking", "soulmate|soulmates", "forever",
      "marriage|married|spouse|spouses",
      "your|our|the|this relationship", "faithful", "cheat*", "exclusive", "your|our home|house|bed|bedroom",
      "live|living together",
      "wake up together", "as a couple", "since you met", "when you first met", "how you met", "the one you love",
      "anniversary", "monogam*",
    ])

  /// It may be morning, and it may be the first or the only time.
  static let presumedTime = WordGroup(
    rule: "presumes-time", what: "presumes a time, or that there was or will be another",
    hint: "write now, today, one day, or some other time",
    phrases: [
      "tonight", "last night", "this evening|morning|afternoon", "last|next time", "as|than|like before",
      "see each other again", "do this|that again", "like you used to",
      "used to do",
    ])

  /// What one wants the other may not want.
  static let sameWish = WordGroup(
    rule: "presumes-same", what: "presumes that both felt or want the same",
    hint: "ask each of the two, or write if you both want",
    phrases: [
      "you both wanted|liked|felt|know|feel", "both of you wanted|liked|felt|feel", "we both wanted|liked|felt|feel",
    ])

  /// Words of the clinic and of self-help books, and the scene's own short words, shut people out.
  static let jargon = WordGroup(
    rule: "jargon", what: "is a word of experts",
    hint: "say it as you would to a tired friend",
    phrases: [
      "trauma*", "trigger*", "dysregulat*", "regulate|regulated|regulation", "dissociat*", "attachment", "somatic*",
      "validat*",
      "libido", "arousal|aroused", "dysfunction*", "nervous system", "coping", "codepend*", "vulnerab*", "narciss*",
      "toxic", "gaslight*", "hormone|hormones|hormonal", "oxytocin", "dopamine", "endorphin*", "adrenaline",
      "psycholog*", "therapeutic",
      "mindful*", "cathar*", "emotional labor|labour", "love language|languages", "inner child", "coregulat*",
      "subspace", "subdrop", "domdrop", "sub|top|dom drop", "the|a|your drop", "dom|doms|domme", "submissive|dominant",
      "debrief*", "prioriti*", "communicat*",
    ])

  /// Cards speak of the body, never of its private parts.
  static let anatomy = WordGroup(
    rule: "anatomy", what: "names a private part of the body",
    hint: "write body, or a place that hurts",
    phrases: [
      "penis*", "vagina*", "vulva*", "clitor*", "breast|breasts", "nipple|nipples", "genital*", "testicle*",
      "anus|anal",
      "buttock|buttocks", "groin", "crotch",
    ])

  /// Someone else in the room may read the screen, and a raw person has had enough of it.
  static let explicit = WordGroup(
    rule: "explicit", what: "is an explicit word",
    hint: "write being close, or leave it out",
    phrases: [
      "fuck*", "cum|cumming", "cock|cocks", "dick|dicks", "pussy", "horny", "sexy", "erotic*", "kinky", "naughty",
      "intercourse",
      "penetrat*", "masturbat*", "ejaculat*", "oral sex", "foreplay", "blowjob|blowjobs", "blow job", "dirty talk",
      "spank*",
      "turned|turns|turn|turning you|me on", "turned on by", "screwed", "slut*",
    ])

  /// A reader for whom English is the second language takes these word by word.
  static let idiom = WordGroup(
    rule: "idiom", what: "is a figure of speech that learners do not know",
    hint: "say what it means",
    phrases: [
      "same page", "break|broke the ice", "butterflies", "eggshells", "elephant in the room", "bottom of your|my heart",
      "over the moon", "cloud nine", "heat of the moment", "cup of tea", "in a nutshell", "under the weather",
      "piece of cake",
      "hit|hits the spot", "push|pushes|pushed your|my buttons", "off your|my chest", "in your|their|my shoes",
      "under the rug|carpet", "cold feet", "touch base", "safe space", "hold|holding|held space", "red flag|flags",
      "green light", "deal breaker|breakers", "dealbreaker|dealbreakers", "gut feeling", "your|my gut", "rough patch",
      "down to earth", "sleep on it",
      "guard down", "out of the blue", "blown|blew you|me away", "sweet spot", "comfort zone", "bucket list",
      "pillow talk",
      "ups and downs", "highs and lows", "heart to heart", "by ear", "baby steps", "on edge", "soft spot",
      "sore point|spot",
      "on the table", "in the mood", "the spark", "fell|falling|fall into place", "long story short",
      "bring|brings to the table",
      "at the end of the day", "in the moment", "on the back burner", "speak|speaking volumes",
      "strike|struck|strikes a chord",
      "rings a bell", "blow|blows|blew your mind", "mind blowing", "head over heels", "clear the air", "see eye to eye",
      "between the lines", "let off steam", "walk in the park", "tip of the iceberg", "rain check", "in the loop",
      "bare your soul", "lose yourself", "go|goes with the flow", "take|took|takes a toll",
    ])

  /// Two short words that together mean a third thing. Common ones such as wake up and lie down are fine.
  static let phrasal = WordGroup(
    rule: "phrasal-verb", what: "is a verb that learners do not know",
    hint: "use one plain verb",
    phrases: [
      "open|opens|opened|opening up", "bring|brings|brought|bringing up", "come|comes|came|coming up with",
      "put|puts|putting up with", "get|gets|got|getting over", "get|gets|got|getting through",
      "make|makes|made|making up for",
      "let|lets|letting you|me|them down", "carry|carries|carried on", "give|gives|gave|giving in",
      "zone|zoned|zoning out",
      "space|spaced|spacing out", "act|acted|acting out", "own|owned up", "sit|sits|sat|sitting with",
      "sink|sinks|sank|sinking in", "reach|reached|reaching out",
      "figure|figured|figuring out", "work|works|worked|working through|out", "sort|sorted|sorting out",
      "fall|fell|falling out",
      "get|gets|getting|got along", "come|comes|came across", "shut|shuts|shutting down", "break|broke|breaking down",
      "freak|freaked|freaking out", "burn|burned|burnt out", "drift|drifted|doze|dozed off", "dwell|dwelling on",
      "wind|winding down", "lean|leaned|leaning into", "tune|tuned|tuning in|into", "check|checked|checking in",
      "touch|touched|touching on", "opt|opted out",
      "cut|cuts off", "mess|messed up", "tap|tapped into", "build|builds|built up", "unwind", "come|comes|came down",
      "weigh|weighs|weighed on",
    ])

  // MARK: Touch

  /// Touch is asked for, so the words that ask stand on the card.
  static let ifBothWant = PhraseFinder([
    ["if you both want|like|wish", "if both of you want|like|wish", "if you each want", "only if you both"]
  ])

  /// What invites touch. The bare words have too many other uses (a bed holds you, a hand hides the keys).
  static let touchInvitations = PhraseFinder([
    [
      "hold|hug|kiss|touch|stroke|squeeze|cuddle|embrace|massage each other|other's",
      "hold|hug|kiss|touch|stroke|squeeze|cuddle|embrace|massage one another",
      "hold|hug|kiss|touch|stroke|squeeze|cuddle|embrace|massage the other|other's",
      "hold|hug|kiss|touch|stroke|squeeze|cuddle|embrace|massage your partner|partner's",
      "hold|holding hands", "lean on|against each|the|your other|partner|one",
      "give|share|take|have a hug|kiss|cuddle|massage",
      "hug|kiss|cuddle for", "hand on|in|into the|your|each other's|partner's|other",
      "head on the|your|each other's|partner's|other",
      "lie|sit|stand back to back", "fingers|hands|feet|shoulders touch", "let your hands|feet|shoulders|fingers meet",
      "lie|sit skin to skin", "skin to skin", "arm|arms around each|the|your|one",
    ]
  ])

  /// How a question says that little, or nothing, is an answer.
  static let waysOut = PhraseFinder([
    [
      "is|are enough", "is|are plenty", "is|are fine", "fine to say", "fine answer", "keep it|them|that", "to yourself",
      "if not", "no is enough", "or not at all", "or nothing", "can wait", "come later",
    ]
  ])

  /// The same in the few words of a way in.
  static let smallWaysOut = PhraseFinder([
    [
      "keep|keeping", "yourself", "not", "no", "none", "nothing", "nobody", "enough", "fine", "plenty", "later", "wait",
      "silence", "quiet", "or", "without", "don't", "only", "welcome", "shake", "away",
    ]
  ])
}
