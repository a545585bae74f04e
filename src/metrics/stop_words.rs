//! Words that are said in every retro and tell nothing by themselves.

/// English words without a subject of their own, of four letters or more, and words of every engagement.
const STOP_WORDS: &str = "\
    about above across actually after afterwards again against ahead almost alone along already also although always \
    another anybody anyone anything around asked asking away back badly because been before behind being below beside \
    best better between beyond both bring brought came cannot come comes coming completely could couldn't days did \
    didn't different does doesn't doing done don't down during each early easily eight either else enough entirely \
    especially even ever every everybody everyone everything exactly except felt few finally find first five former \
    found four from full fully further gave general generally getting give given gives goes going gone good great had \
    hadn't half happen happened happens hard hardly hasn't have haven't having help helped helps here high hour hours \
    however idea instead into isn't itself just keep keeps kept kind knew know known lack large last late later least \
    leave left less like little long longer look looked looking lost made mainly make makes making many maybe mean \
    means might minute minutes missed missing month months more moreover most mostly much must near nearly need needed \
    needs neither never next nice nine nobody none nothing often once only onto other others otherwise ours ourselves \
    over part people perhaps person place poorly possible problem problems quickly quite rather ready really right \
    said same saw says second seconds see seem seemed seems seen self several shall should shouldn't show showed shown \
    simply since slowly small some somebody someone something sometimes somewhat soon still stuff such take taken \
    takes taking team teams tell tells than that that's their theirs them themselves then there there's therefore \
    these they thing things think thinks this those though thought three through thus till time times today together \
    told took tried tries truly trying turn turned twice under until upon used useful uses using usual usually very \
    want wanted wants wasn't week weeks well went were weren't what what's whatever when where whether which while \
    whole whom whose will with within without won't work worked working works would wouldn't wrong year years \
    yesterday your yours yourself engagement engagements host retro retros retrospective monday tuesday wednesday \
    thursday friday mvp everything's start started starts stop stopped stops";

/// Whether a word, in lower case, tells nothing by itself.
pub(super) fn is_stop_word(word: &str) -> bool {
    let word = word.replace('’', "'");
    STOP_WORDS.split_whitespace().any(|stop| stop == word)
}
