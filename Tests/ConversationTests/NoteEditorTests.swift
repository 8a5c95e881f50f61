// The editor of notes, one thing at a time.

import Testing

@testable import Conversation

struct NoteEditorTests {
  @Test func beginsAtTheEndOfItsText() {
    let editor = NoteEditor("warm")
    #expect(editor.caret == 4 && editor.text == "warm")
  }

  @Test(arguments: [("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("\r\n\r\n", "\n\n"), ("a\n\rb", "a\n\nb"), ("a\r", "a\n")])
  func everyLineEndBecomesOneKind(text: String, clean: String) {
    #expect(NoteEditor(text).text == clean)
    #expect(done([.paste(text)]).text == clean)
  }

  @Test func aRunOfTypingIsUndoneAtOnce() {
    var editor = done([.type("a"), .type("b"), .type("c")])
    editor.apply(.undo)
    #expect(editor.text == "" && editor.caret == 0)
    editor.apply(.redo)
    #expect(editor.text == "abc")
  }

  @Test func motionsLineEndsAndPastesPartRunsOfTyping() {
    for parting in [NoteEditor.Edit.left, .newline, .paste("x"), .deleteBackward] {
      var editor = done([.type("a"), .type("b"), parting, .type("c"), .type("d")])
      editor.apply(.undo)
      #expect(editor.text == done([.type("a"), .type("b"), parting]).text)
    }
  }

  @Test func typingNothingDoesNotJoinAPasteToTheNextRun() {
    var editor = done([.paste("p"), .type(""), .type("a")])
    editor.apply(.undo)
    #expect(editor.text == "p")
  }

  @Test func typingInTheMiddleIsOneRunToo() {
    var editor = done([.paste("xy"), .left, .type("a"), .type("\u{301}"), .type("b"), .undo])
    #expect(editor.text == "xy" && editor.caret == 1)
    editor.apply(.redo)
    #expect(editor.text == "xa\u{301}by")
  }

  @Test func combiningMarksJoinTheCharacterBefore() {
    let editor = done([.type("e"), .type("\u{301}")])
    #expect(editor.characters.count == 1 && editor.caret == 1)
    #expect(done([.type("e"), .type("\u{301}"), .deleteBackward]).text == "")
  }

  @Test func aFamilyTypedPieceByPieceIsOneCharacter() {
    var editor = NoteEditor()
    for scalar in "👩‍👩‍👧".unicodeScalars { editor.apply(.type(String(scalar))) }
    #expect(editor.characters == ["👩‍👩‍👧"])
    editor.apply(.undo)
    #expect(editor.text == "")
  }

  @Test func halfAFlagPairsTheFlagsBehindItAnew() {
    var editor = NoteEditor("🇩🇪🇫🇷🇮🇹")
    editor.apply(.textStart)
    editor.apply(.type("\u{1F1F8}"))
    #expect(editor.characters == Array(editor.text), "the characters are those that a reader of the text sees")
    #expect(editor.characters.count == 4)
    editor.apply(.undo)
    #expect(editor.text == "🇩🇪🇫🇷🇮🇹" && editor.characters.count == 3)
  }

  @Test func wordMotionsAndCuts() {
    var editor = done([.paste("so warm, it's"), .wordLeft])
    #expect(editor.caret == 9)
    editor.apply(.deleteWordBackward)
    #expect(editor.text == "so it's" && editor.caret == 3)
    editor.apply(.textEnd)
    editor.apply(.yank)
    #expect(editor.text == "so it'swarm, ")
    editor.apply(.textStart)
    editor.apply(.wordRight)
    #expect(editor.caret == 2)
    editor.apply(.deleteWordForward)
    #expect(editor.text == "so, ")
  }

  @Test func cutsToTheEndsOfALine() {
    var editor = done([.paste("one\ntwo\nthree"), .move(to: 5)])
    editor.apply(.killToLineEnd)
    #expect(editor.text == "one\nt\nthree")
    editor.apply(.killToLineEnd)
    #expect(editor.text == "one\ntthree", "at the end of a line the line end goes")
    editor.apply(.killToLineStart)
    #expect(editor.text == "one\nthree")
    editor.apply(.yank)
    #expect(editor.text == "one\ntthree")
  }

  @Test func motionsStayInsideTheText() {
    var editor = NoteEditor("ab")
    for edit in [NoteEditor.Edit.right, .wordRight, .lineEnd, .textEnd, .move(to: 99), .deleteForward, .deleteWordForward] {
      editor.apply(edit)
      #expect(editor.caret == 2)
    }
    for edit in [NoteEditor.Edit.textStart, .left, .wordLeft, .lineStart, .move(to: -9), .deleteBackward, .deleteWordBackward] {
      editor.apply(edit)
      #expect(editor.caret == 0)
    }
    #expect(editor.text == "ab")
  }

  private func done(_ edits: [NoteEditor.Edit]) -> NoteEditor {
    var editor = NoteEditor()
    for edit in edits { editor.apply(edit) }
    return editor
  }
}
