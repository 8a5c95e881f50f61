import Testing

@testable import Vault

@Suite struct HomeFoldersTests {
  @Test func standardPlaces() throws {
    let homes = try HomeFolders(environment: ["HOME": "/home/sam/"])
    #expect(homes.data == "/home/sam/.local/share")
    #expect(homes.config == "/home/sam/.config")
  }

  @Test func ownPlacesNeedNoHome() throws {
    let homes = try HomeFolders(environment: ["XDG_DATA_HOME": "/d//", "XDG_CONFIG_HOME": "/"])
    #expect(homes == (try HomeFolders(environment: ["XDG_DATA_HOME": "/d", "XDG_CONFIG_HOME": "/"])))
    #expect(homes.data == "/d")
  }

  @Test func emptyCountsAsUnset() throws {
    let homes = try HomeFolders(environment: ["HOME": "/h", "XDG_DATA_HOME": "", "XDG_CONFIG_HOME": ""])
    #expect(homes.data == "/h/.local/share")
  }

  @Test(arguments: [[:], ["HOME": ""], ["HOME": "", "XDG_DATA_HOME": ""]])
  func withoutHomeThereIsNoPlace(_ environment: [String: String]) {
    #expect(throws: StoreError.noHome(variable: "HOME")) { try HomeFolders(environment: environment) }
  }

  @Test(arguments: [
    (["HOME": "home/sam"], "HOME"), (["HOME": "."], "HOME"), (["HOME": "~"], "HOME"),
    (["HOME": "/h", "XDG_DATA_HOME": "share"], "XDG_DATA_HOME"),
    (["HOME": "/h", "XDG_CONFIG_HOME": "./x"], "XDG_CONFIG_HOME"),
  ])
  func relativeIsRefused(_ environment: [String: String], _ variable: String) {
    #expect(throws: StoreError.relativeHome(variable: variable)) { try HomeFolders(environment: environment) }
  }

  @Test func brokenConfigDoesNotStandInTheWayOfData() throws {
    #expect(try HomeFolders.data(["HOME": "/h", "XDG_CONFIG_HOME": "x"]) == "/h/.local/share")
  }
}
